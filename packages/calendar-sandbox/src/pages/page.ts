import { readFileSync } from 'node:fs';
import { html, type Markup } from '@interlude/postmark-sandbox/html';

// A page of the portal like any other: the same values as the candidate's pages.
const tokens = readFileSync(new URL(import.meta.resolve('@interlude/shared/look/tokens.css')), 'utf8');

/** The stylesheet of all pages, for light and dark and down to 320 px. */
export const pageStyle = `${tokens}
:root { --tenant: var(--own); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--canvas); color: var(--text); font: var(--type-m)/1.5 var(--font); overflow-wrap: anywhere; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 2rem) 3rem; display: grid; gap: 1rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h1 { font-size: var(--type-2xl); line-height: 1.12; letter-spacing: -0.025em; font-weight: var(--strong); margin: 0; }
h2 { font-size: var(--type-l); line-height: 1.25; font-weight: var(--strong); margin: 0; }
p, ul { margin: 0; }
.muted { color: var(--muted); }
.days { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); list-style: none; padding: 0; }
.days > li { background: var(--surface); border-radius: var(--round-card); box-shadow: var(--lift); padding: 0.75rem 1rem; }
.days ul { list-style: none; padding: 0; display: grid; gap: 0.5rem; }
.event { display: flex; gap: 0.5rem; justify-content: space-between; align-items: center; font-variant-numeric: tabular-nums; }
form.fields { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; }
label { display: grid; gap: 4px; font-size: var(--type-xs); line-height: 1.4; color: var(--muted); flex: 1 1 9rem; }
input, select, button { font: inherit; min-height: var(--control); padding: 0 0.75rem; border-radius: var(--round-control); border: 1px solid var(--edge); background: var(--surface); color: var(--text); min-width: 0; }
button { cursor: pointer; font-weight: var(--strong); flex: none; white-space: nowrap; }
.event button { font-size: var(--type-xs); min-height: 2rem; }
.days > li { align-content: start; }
button:hover { border-color: var(--accent); background: var(--wash); }
`;

/** A page without a script and without anything from elsewhere. */
export function page(title: string, content: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`.markup;
}
