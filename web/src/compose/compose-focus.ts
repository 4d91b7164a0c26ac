let asked = false;
let focus: (() => void) | undefined;

/** Puts the cursor into the box to write a post, now or as soon as the box is there. */
export function focusCompose(): void {
  if (focus === undefined) asked = true;
  else focus();
}

/** The box is there, until what this returns is called. */
export function offerCompose(focusBox: () => void): () => void {
  focus = focusBox;
  if (asked) focusBox();
  asked = false;
  return () => {
    focus = undefined;
  };
}
