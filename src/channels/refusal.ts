/** Codes of refusals that are no fault of the patient's number. */

const CONFIGURATION = 'CONFIG_'

/** The code of a refusal that the clinic's settings or account have caused. */
export function configurationFault(code: string): string {
  return `${CONFIGURATION}${code}`
}

/** Was this message refused because of the settings or the account? Then every other will be, until they are mended. */
export function isConfigurationFault(code: string): boolean {
  return code.startsWith(CONFIGURATION)
}
