import type { Log } from '../model/settle.ts';
import type { Stage } from './stage.ts';

/** Which page of a list is asked for. */
export interface PageRequest {
  readonly pageSize: number;
  readonly pageToken: string;
}

/** One page, by what identifies its items. */
export interface ReadPage {
  readonly items: readonly string[];
  readonly nextPageToken: string;
}

/** A list with things in it, and what is done to it while somebody pages through it. */
export interface WalkedList {
  read(page: PageRequest): Promise<ReadPage>;
  /** Puts one more into it. Absent where nothing can come. */
  readonly add?: () => Promise<unknown>;
  /** Takes an item out of it. Gives false where that one has to stay. Absent where nothing can leave. */
  readonly remove?: (item: string) => Promise<unknown>;
  /** Changes an item in a way that could move it in the order of the list, and lets it be in it. */
  readonly disturb?: (item: string) => Promise<unknown>;
  /** The logs by which the list hears of what is done. Default: none, it is there with the answer. */
  readonly hears?: readonly Log[];
}

/** Makes a list of at least `filled` items. */
export type FillList = (stage: Stage) => Promise<WalkedList>;

/** How many items a list has at least when a walk begins. */
export const filled = 32;

/** The ways to list by one RPC, by what is said of them: an order, a filter, or nothing. */
export type ListsOfRpc = Readonly<Record<string, FillList>>;
