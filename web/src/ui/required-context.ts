import { type Context, useContext } from 'solid-js';

/** Reads a context that is always provided where it is asked for. */
export function required<T>(context: Context<T | undefined>): () => T {
  return () => {
    const value = useContext(context);
    if (!value) throw new Error('context not provided');
    return value;
  };
}
