import { z } from 'zod';
import { count, line, list, ref } from './fields.ts';

/** A relative path of plain names: it cannot climb, start at a root or a drive, or name the folder itself. */
const relativePath = ref.refine(
  (path) => !/[\\:\p{Cc}]/u.test(path) && path.split('/').every((name) => name !== '' && name !== '.' && name !== '..'),
  'must be a relative path without . or .. or backslash or colon',
);

export const media = list(
  z.strictObject({
    name: line,
    mediaType: z
      .string()
      .regex(/^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,100}(?:; ?[\x20-\x7e]{1,100})?$/i, 'must be a media type'),
    sizeBytes: count,
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'),
    path: relativePath,
  }),
);
