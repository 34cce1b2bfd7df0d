import { accessFollower } from '../access/follow.ts';
import { watchFollower } from '../access/watch/follow.ts';
import { chainFollower } from '../chain/follow.ts';
import { detectFollower } from '../detect/follow.ts';
import type { Follower } from '../ledger/follow.ts';
import { peopleFollower } from '../people/follow.ts';

/** In this order: each may read what those before it derived. */
export const followers = (): readonly Follower[] => [
  peopleFollower,
  accessFollower,
  detectFollower,
  chainFollower,
  watchFollower,
];
