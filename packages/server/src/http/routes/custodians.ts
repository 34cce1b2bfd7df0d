import { showDeposits } from '../../deposit/show-deposits.ts';
import { defineRoute } from '../route.ts';
import { nothing } from './nothing.ts';
import { custodianList } from './proof-shapes.ts';

/** 时间戳服务机构／存证机构: who attests the epochs, since when something waits, what went wrong. No content. */
export const custodians = defineRoute({
  method: 'GET',
  path: 'custodians',
  needs: 'custodian.read',
  summary: 'Who attests the heads from outside, how it goes with each, and the newest epochs with their receipts',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: custodianList,
  handle: (_request, { ledger, custodians: all }) => showDeposits(ledger, all),
});
