import { z } from 'zod';
import { packageSubject, readPackage, refuseCoveredChain } from '../../export/read-package.ts';
import { defineBytesRoute } from '../route.ts';
import { nothing } from './nothing.ts';

/** The package as it was built. Handing it out is recorded. */
export const packageBytes = defineBytesRoute({
  method: 'GET',
  path: 'packages/:id',
  needs: 'package.read',
  summary: 'Download a package',
  params: z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }),
  query: nothing,
  body: 'none',

  async handle({ caller, params }, product) {
    const subject = await packageSubject(product.ledger, caller.actor, params.id);
    await refuseCoveredChain(product.ledger, caller.actor, subject);
    const bytes = await readPackage(product, caller.actor, params.id);
    return { type: 'application/zip', bytes, fileName: `zhenglian-${params.id}.zip` };
  },
});
