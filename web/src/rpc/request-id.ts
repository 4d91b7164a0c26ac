/** A new request_id, for one intent of the person. */
export function newRequestId(): string {
  return crypto.randomUUID();
}

/**
 * The request_id of a form: sending the same again after a failure is the same intent, so gets the same id; other
 * content, or the next one after a success, gets a new one.
 */
export interface FormIntent {
  idFor(content: unknown): string;
  done(): void;
}

/** Makes the intents of one form. */
export function createFormIntent(newId: () => string = newRequestId): FormIntent {
  let current: { content: string; id: string } | undefined;
  return {
    idFor(content) {
      const text = JSON.stringify(content);
      if (current?.content !== text) current = { content: text, id: newId() };
      return current.id;
    },
    done() {
      current = undefined;
    },
  };
}
