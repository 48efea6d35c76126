/** Tests run on the compiled JavaScript in build/, so that what is tested is what is served. */
export default {
  rootDir: '.',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/build/test/**/*.test.js'],
  transform: {},
  modulePathIgnorePatterns: ['<rootDir>/data/', '<rootDir>/vendor/'],
}
