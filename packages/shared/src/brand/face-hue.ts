/** How many hues the faces without a picture have. */
export const faceHues = 8;

/** The hue of somebody's initials, 0 to 7: the same on every page and in every mail. FNV-1a of the person's id. */
export function faceHueOf(personId: string): number {
  let hash = 0x811c9dc5;
  for (const character of personId) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) % faceHues;
}
