'use strict'

/**
 * Stands in for a package that botkit or natural requires at load and that we never call.
 *
 * Every property is a class, so that `class X extends dep.Y` still loads; constructing or calling
 * one throws, so that a use nobody planned is heard at once instead of doing nothing.
 */
function absent(path) {
  class Absent {
    constructor() {
      throw new Error(`${path} is not installed: vendor/absent stands in for it`)
    }
  }
  return new Proxy(Absent, {
    get(target, property) {
      if (property in target || typeof property === 'symbol') return target[property]
      return absent(`${path}.${property}`)
    },
  })
}

module.exports = absent('absent')
