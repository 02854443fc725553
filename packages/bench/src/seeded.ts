/** A small generator with a seed, values from 0 to 1: the same data in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  // The first values of neighbouring seeds are alike.
  for (let n = 0; n < 8; n++) next();
  return next;
}
