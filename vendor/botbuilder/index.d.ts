export * from 'botbuilder-core'
export declare class BotFrameworkAdapter {}
export declare class TeamsInfo {}
