import { z } from 'zod';

/** The shapes of intake over HTTP. `.readonly()` because they come straight from the modules. */
const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();
const at = z.number().int().describe('UTC milliseconds');
const count = z.int().nonnegative();
const minor = z
  .string()
  .regex(/^-?\d{1,40}$/)
  .describe('minor units of the currency');
const place = z.object({ log: z.string(), index: z.int() }).readonly();
const refused = z.object({ code: z.string(), why: z.string() }).readonly();

/** By which mapping a file is to be read: one that is kept or built in, or the text of one. */
export const mappingChoice = z.union([
  z.object({ name: z.string() }).readonly(),
  z.object({ text: z.string() }).readonly(),
]);

/** What a person says about a file; a value replaces the one given before, null clears it. */
export const settingsGiven = z.strictObject({
  source: z.string().max(64).nullable().exactOptional(),
  basis: z.string().max(40).nullable().exactOptional(),
  owner: z.string().max(200).nullable().exactOptional(),
  zone: z.string().max(64).nullable().exactOptional(),
  handover: z.string().max(200).nullable().exactOptional(),
  password: z.string().max(200).nullable().exactOptional(),
  mapping: z
    .union([z.strictObject({ name: z.string().max(64) }), z.strictObject({ text: z.string().max(262_144) })])
    .nullable()
    .exactOptional(),
});

/** What was said about a file, as it is shown again: never the password itself. */
const settingsShown = z
  .object({
    source: z.string().exactOptional(),
    basis: z.string().exactOptional(),
    owner: z.string().exactOptional(),
    zone: z.string().exactOptional(),
    handover: z.string().exactOptional(),
    mapping: mappingChoice.exactOptional(),
    hasPassword: z.boolean(),
  })
  .readonly();

/** What the rows of a file say moved in one direction, beside what the file prints of itself. */
const sum = z
  .object({
    direction: z.enum(['in', 'out', 'neutral']),
    currency: z.string(),
    count,
    minor,
    printed: z.object({ count: count.exactOptional(), minor: minor.exactOptional() }).readonly().exactOptional(),
  })
  .readonly();

/** The report of one file, or of one member of an archive; rehearsed or taken in. */
export const importReport = z
  .object({
    file: z.string(),
    format: z.string().nullable(),
    source: z.string().nullable(),
    found: count,
    accepted: count,
    repeated: count,
    changed: count,
    quarantined: count,
    needs: list(z.string()).describe(
      'basis, handover, owner, zone, password; a need may carry an explanation in brackets',
    ),
    reasons: list(z.object({ at: z.string(), code: z.string(), why: z.string() }).readonly()),
    sums: list(sum),
    warnings: list(z.string()),
  })
  .readonly();

/** One record as it stands in the file and as it would be kept; or why it would be set aside. */
export const sample = z
  .object({
    at: z.string(),
    before: z.string(),
    after: z.record(z.string(), z.unknown()).nullable(),
    code: z.string().exactOptional(),
    why: z.string().exactOptional(),
  })
  .readonly();

const importProgress = z.enum(['open', 'rehearsing', 'rehearsed', 'running', 'done', 'failed']);

const importedFile = z
  .object({
    n: z.int(),
    path: z.string(),
    sizeBytes: count,
    settings: settingsShown,
    progress: z.number().min(0).max(1),
    ran: z.boolean(),
    reports: list(importReport),
    samples: list(sample),
    deliveries: list(place),
  })
  .readonly();

/** One import: its files, what was said about them, and what became of them. */
export const importState = z
  .object({
    id: z.string(),
    at,
    state: importProgress,
    error: refused.exactOptional(),
    files: list(importedFile),
  })
  .readonly();

export const importList = z.object({
  imports: list(z.object({ id: z.string(), at, state: importProgress, files: count, sizeBytes: count }).readonly()),
});

/** Kept mappings and those that are part of this version. */
export const mappingList = z.object({
  mappings: list(
    z
      .object({ name: z.string(), title: z.string(), version: z.int(), digest: z.string(), text: z.string() })
      .readonly(),
  ),
  builtIn: list(z.object({ name: z.string(), title: z.string() }).readonly()),
});

export const mappingKept = z.object({ name: z.string(), version: z.int(), digest: z.string() });

/** A mapping made from the header and some rows; what it cannot tell stands in it as a question. */
export const mappingProposal = z.object({
  text: z.string(),
  kind: z.string(),
  confidence: z.number().min(0).max(1),
  columns: list(
    z.object({ name: z.string(), field: z.string().nullable(), why: z.string(), samples: list(z.string()) }).readonly(),
  ),
});

/** What is wrong in a mapping, by line of its text, and what it makes of the first rows. */
export const mappingPreview = z.object({
  problems: list(z.object({ path: z.string(), line: z.int(), why: z.string() }).readonly()),
  samples: list(sample),
});

const delivery = z
  .object({
    log: z.string(),
    index: z.int(),
    source: z.string(),
    file: z.string().nullable(),
    at,
    method: z.string(),
    finished: z.boolean(),
    accepted: count,
    repeated: count,
    changed: count,
    quarantined: count,
    taken: count.describe('how many set aside at first were taken in by reading again'),
    retracted: z.object({ index: z.int(), at, why: z.string() }).readonly().nullable(),
  })
  .readonly();

/** 接收批次, newest first. */
export const deliveryList = z.object({ deliveries: list(delivery) });

/** What a delivery set aside: the first 500, each with its own text up to 2,000 characters. */
export const quarantineList = z.object({
  rows: list(
    z
      .object({
        line: z.int(),
        at: z.string(),
        code: z.string(),
        why: z.string(),
        before: z.string(),
        takenBy: z.int().nullable(),
      })
      .readonly(),
  ),
});

export const retractionMade = z.object({ retraction: place, records: count });

/** The source's own words behind an entry: the bytes of the record, or the row of a workbook that it was. */
export const originalShown = z
  .object({
    text: z.string().nullable().describe('null when the bytes are no text'),
    sizeBytes: count,
    sha256: z.string(),
    form: z.enum(['bytes', 'row']),
    at: z.string().exactOptional().describe('for a row: Sheet1!17'),
  })
  .readonly();

export const deliveryPlace = place;

/** The same as types, for the console. */
export type SettingsGiven = z.input<typeof settingsGiven>;
export type MappingChoice = z.output<typeof mappingChoice>;
export type ImportReport = z.output<typeof importReport>;
export type Sample = z.output<typeof sample>;
export type ImportState = z.output<typeof importState>;
export type ImportList = z.output<typeof importList>;
export type MappingList = z.output<typeof mappingList>;
export type MappingKept = z.output<typeof mappingKept>;
export type MappingProposal = z.output<typeof mappingProposal>;
export type MappingPreview = z.output<typeof mappingPreview>;
export type DeliveryList = z.output<typeof deliveryList>;
export type QuarantineList = z.output<typeof quarantineList>;
export type RetractionMade = z.output<typeof retractionMade>;
export type OriginalShown = z.output<typeof originalShown>;
