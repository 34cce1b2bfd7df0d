import { z } from 'zod';

/** No parameters: anything given is ignored by path and query alike. */
export const nothing = z.object({});
