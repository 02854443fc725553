// The first that matches: each later one is named in the words of those before it, too.
const browsers = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const;
const systems = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['Mac', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** What a person would call the browser they sign in with, from what it says of itself; empty where it says nothing known. */
export function browserWords(userAgent: string): string {
  const said = userAgent.slice(0, 512);
  const nameIn = (known: readonly (readonly [string, RegExp])[]) => known.find(([, sign]) => sign.test(said))?.[0];
  return [nameIn(browsers), nameIn(systems)].filter((word) => word !== undefined).join(', ');
}
