/** Advisory locks held by a session for as long as it does something. Numbers only: two names must not share one. */

/** The one server of a database that follows and signs. */
export const ONE_SERVER = 745;
/** Shared by every server and import; whoever replaces the master key or the whole ledger needs it alone. */
export const ANY_WRITER = 746;
/** One import of a file at a time, beside a digest of its source and file. */
export const ONE_IMPORT = 747;
