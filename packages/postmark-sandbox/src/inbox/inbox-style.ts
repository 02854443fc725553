import { readFileSync } from 'node:fs';

// The inbox is a page of the portal like any other: the same values as the candidate's pages.
const tokens = readFileSync(new URL(import.meta.resolve('@interlude/shared/look/tokens.css')), 'utf8');

/** The stylesheet of the inbox, for light and dark and down to 320 px. */
export const inboxStyle = `${tokens}
:root { --tenant: var(--own); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--canvas); color: var(--text); font: var(--type-m)/1.5 var(--font); overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
body::before { content: ""; display: block; height: 1.5rem; background: var(--wash); }
header, main { max-width: 60rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2rem); }
header { box-shadow: 0 0 0 100vmax var(--wash); clip-path: inset(0 -100vmax); background: var(--wash); }
header { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; padding-top: 1rem; padding-bottom: 1.5rem; margin-bottom: 1.5rem; }
h1 { font-size: var(--type-2xl); line-height: 1.12; letter-spacing: -0.025em; font-weight: var(--strong); margin: 0; }
h2 { font-size: var(--type-l); line-height: 1.25; font-weight: var(--strong); margin: 2rem 0 0.5rem; }
p { margin: 0 0 12px; }
.muted { color: var(--muted); }
form { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 16px; align-items: end; }
label { display: grid; gap: 4px; font-size: var(--type-xs); line-height: 1.4; color: var(--muted); flex: 1 1 200px; }
input, button { font: inherit; height: var(--control); padding: 0 0.75rem; border-radius: var(--round-control); border: 1px solid var(--edge); background: var(--surface); color: var(--text); min-width: 0; width: 100%; }
button { width: auto; cursor: pointer; font-weight: var(--strong); }
button:hover { border-color: var(--accent); background: var(--wash); }
.mails { list-style: none; margin: 0 0 48px; padding: 0; background: var(--surface); border-radius: var(--round-card); box-shadow: var(--lift); overflow: hidden; }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 16px; padding: 12px 16px; color: inherit; text-decoration: none; }
.mails a:hover { background: var(--sunken); }
.mails a:focus-visible { outline-offset: -2px; }
.subject { font-weight: var(--label); text-align: start; }
.when { color: var(--muted); font-variant-numeric: tabular-nums; text-align: end; }
.to { color: var(--muted); }
.facts { justify-self: end; align-self: start; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; justify-content: flex-end; }
.tag { font-size: var(--type-2xs); color: var(--muted); background: var(--sunken); border-radius: var(--round-chip); padding: 1px 6px; }
.state { font-size: var(--type-xs); font-weight: var(--label); white-space: nowrap; }
.state::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-inline-end: 6px; border-radius: 50%; background: currentColor; }
.queued { color: var(--muted); } .queued::before { background: none; border: 2px solid currentColor; }
.delivered { color: var(--good); }
.bounced, .complained { color: var(--bad); }
.bounced::before, .complained::before { border-radius: 0; }
dl { display: grid; grid-template-columns: minmax(96px, max-content) minmax(0, 1fr); gap: 4px 24px; margin: 0; }
dt { color: var(--muted); } dd { margin: 0; }
iframe { display: block; width: 100%; height: clamp(420px, 70vh, 640px); border: 1px solid var(--line); border-radius: var(--round-control); background: var(--paper); color-scheme: light; }
.gallery > div { display: flex; gap: 16px; overflow-x: auto; } .gallery iframe { flex: none; width: auto; height: 900px; }
pre { margin: 0; padding: 16px; background: var(--sunken); border: 1px solid var(--line); border-radius: var(--round-control); font: var(--type-xs)/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
.links, .attachments { padding-left: 20px; margin: 0; } .links li, .attachments li { margin: 4px 0; }
.attachments pre { margin-top: 8px; }
.empty { padding: 48px 16px; text-align: center; color: var(--muted); background: var(--surface); border: 1px dashed var(--line); border-radius: var(--round-control); }
main > :last-child { margin-bottom: 48px; }
main > h1 { margin-bottom: 4px; }
@media (max-width: 560px) {
  header, main { padding-left: 16px; padding-right: 16px; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: 8px; }
  .mails a { grid-template-columns: minmax(0, 1fr); } .when { text-align: start; } .facts { justify-self: start; justify-content: flex-start; }
}
`;
