const written = new Set<string>();

/** Remembers a post that was written in this tab: it is shown at once, so it is not new when the stream tells it. */
export function rememberWritten(postId: string): void {
  written.add(postId);
}

/** Whether a post was written in this tab. */
export function wasWrittenHere(postId: string): boolean {
  return written.has(postId);
}
