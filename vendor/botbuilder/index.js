'use strict'

// botkit names these two only to talk to Microsoft's bot service, which we do not use.
class BotFrameworkAdapter {
  constructor() {
    throw new Error('BotFrameworkAdapter is left out: see vendor/botbuilder')
  }
}
class TeamsInfo {}

module.exports = { ...require('botbuilder-core'), BotFrameworkAdapter, TeamsInfo }
