/** What a page of a list is made from. */
export interface PageSource<Item> {
  readonly pageSize: number;
  /** Where the list begins, or where the page before ended. */
  readonly start: string;
  /** At most `limit` items after a cursor, in the order of the list. */
  readonly read: (cursor: string, limit: number) => Promise<readonly Item[]>;
  readonly cursorOf: (item: Item) => string;
  readonly isVisible: (item: Item) => boolean;
}

/** A page, and the cursor of the next one if there is a next one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

/**
 * Reads on until the page is full of what the viewer may see, so that hidden
 * items leave no gap: neither a short page nor a token that leads to nothing.
 */
export async function fillPage<Item>(source: PageSource<Item>): Promise<Page<Item>> {
  const wanted = source.pageSize + 1;
  const visible: Item[] = [];
  let cursor = source.start;
  while (visible.length < wanted) {
    const batch = await source.read(cursor, wanted);
    visible.push(...batch.filter(source.isVisible));
    const last = batch.at(-1);
    if (last === undefined || batch.length < wanted) break;
    cursor = source.cursorOf(last);
  }
  const items = visible.slice(0, source.pageSize);
  const lastShown = items.at(-1);
  const isMore = visible.length > source.pageSize && lastShown !== undefined;
  return { items, next: isMore ? source.cursorOf(lastShown) : undefined };
}
