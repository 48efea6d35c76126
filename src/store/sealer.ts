/** Encrypts what a store keeps, if the clinic has given a key. */
export interface Sealer {
  /**
   * Makes of a record's JSON what is kept.
   *
   * @param place Kind and key of the record, such as `conversations/3f2…`; a sealed record opens nowhere else.
   */
  readonly seal: (json: string, place: string) => string
  /**
   * Makes the JSON again; what was kept before there was a key is JSON already, and passes as it is.
   *
   * @throws {StoreError} when it was sealed with a key that is not known, or was changed.
   */
  readonly open: (kept: string, place: string) => string
}

/** Keeps records as they are; for a clinic that encrypts its disk, or none. */
export const UNSEALED: Sealer = { seal: (json) => json, open: (kept) => kept }
