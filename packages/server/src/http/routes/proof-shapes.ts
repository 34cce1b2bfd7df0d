import { z } from 'zod';

const at = z.int().describe('UTC milliseconds');
const base64 = z.string();
const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();
/** A public key as a trust file names it. */
const signed = { origin: z.string(), key: base64 };

const receipt = z.object({
  custodian: z.string(),
  /** Null for a custodian that is no longer configured, of which there are no roots either. */
  host: z.string().nullable(),
  neutral: z.boolean(),
  /** A token, which is checked by its bytes, or what a service says, which it alone can confirm and may name no time. */
  format: z.enum(['rfc3161', 'statement']),
  at: at.nullable(),
  response: base64,
  certificates: list(base64),
  roots: list(base64),
});

/** What a reader computes the proof of one entry again from: digests, sizes, keys and times. */
export const entryProof = z.object({
  head: z
    .object({
      ...signed,
      size: z.int(),
      checkpoint: z.string(),
      sha256: list(z.string()),
      sm3: list(z.string()),
    })
    .nullable(),
  epoch: z.object({ ...signed, epoch: z.int(), at, note: z.string(), receipts: list(receipt) }).nullable(),
  /** Of the body as it is answered; null where a name in it is covered or it was destroyed. */
  salt: z.string().nullable(),
  /** How many neutral custodians are configured. */
  custodians: z.int(),
  asOf: at,
});

const custodian = z.object({
  name: z.string(),
  host: z.string(),
  neutral: z.boolean(),
  gives: z.enum(['token', 'statement']),
  epoch: z.int().nullable(),
  attestedAt: at.nullable(),
  waitingSince: at.nullable(),
  failures: z.int(),
  nextAt: at.nullable(),
  error: z.string().nullable(),
  /** Statements that wait for the service's certificate; null where it hands none out. */
  certificates: z
    .object({ waiting: z.int(), failures: z.int(), nextAt: at.nullable(), error: z.string().nullable() })
    .nullable(),
});

export const custodianList = z.object({
  now: at,
  custodians: list(custodian),
  epochs: list(
    z.object({
      epoch: z.int(),
      at,
      receipts: list(z.object({ custodian: z.string(), at: at.nullable() })),
      coveredBy: z.int().nullable(),
    }),
  ),
});
