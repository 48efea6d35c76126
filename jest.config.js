import { availableParallelism } from 'node:os'

/** Tests run on the compiled JavaScript in build/, so that what is tested is what is served. */
export default {
  rootDir: '.',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/build/test/**/*.test.js'],
  transform: {},
  // Modules of a finished suite are never freed (jestjs/jest#14605), and most suites load the whole
  // content: in one process they come to 4 GB. A worker that has grown is therefore replaced.
  workerIdleMemoryLimit: '1GB',
  // Each worker may come to 1 GB.
  maxWorkers: Math.min(4, availableParallelism()),
  modulePathIgnorePatterns: ['<rootDir>/data/', '<rootDir>/vendor/'],
}
