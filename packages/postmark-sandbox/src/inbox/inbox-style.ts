/** The stylesheet of the inbox, for light and dark and down to 320 px. */
export const inboxStyle = `
:root {
  color-scheme: light dark;
  --canvas: light-dark(oklch(98.5% .004 95), oklch(18% .01 260));
  --surface: light-dark(white, oklch(22% .012 260));
  --sunken: light-dark(oklch(96% .006 95), oklch(15% .01 260));
  --text: light-dark(oklch(24% .02 260), oklch(95% .01 95));
  --muted: light-dark(oklch(45% .02 260), oklch(75% .015 260));
  --line: light-dark(oklch(90% .008 260), oklch(32% .012 260));
  --brand: light-dark(oklch(48% .11 195), oklch(76% .1 195));
  --good: light-dark(oklch(42% .1 150), oklch(80% .12 150));
  --warn: light-dark(oklch(45% .1 75), oklch(82% .12 75));
  --bad: light-dark(oklch(47% .16 25), oklch(77% .13 25));
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--canvas); color: var(--text); font: 15px/22px system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--brand); text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px; }
header, main { max-width: 960px; margin: 0 auto; padding: 0 24px; }
header { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; padding-top: 32px; padding-bottom: 16px; }
h1 { font-size: 26px; line-height: 32px; font-weight: 650; margin: 0; }
h2 { font-size: 17px; line-height: 24px; font-weight: 650; margin: 32px 0 8px; }
p { margin: 0 0 12px; }
.muted { color: var(--muted); }
form { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 16px; align-items: end; }
label { display: grid; gap: 4px; font-size: 13px; line-height: 18px; color: var(--muted); flex: 1 1 200px; }
input, button { font: inherit; height: 40px; padding: 0 12px; border-radius: 8px; border: 1px solid var(--line); background: var(--surface); color: var(--text); min-width: 0; width: 100%; }
button { width: auto; cursor: pointer; font-weight: 500; }
.mails { list-style: none; margin: 0 0 48px; padding: 0; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 16px; padding: 12px 16px; color: inherit; text-decoration: none; }
.mails a:hover { background: var(--sunken); }
.mails a:focus-visible { outline-offset: -2px; }
.subject { font-weight: 500; text-align: left; }
.when { color: var(--muted); font-variant-numeric: tabular-nums; text-align: right; }
.to { color: var(--muted); }
.facts { justify-self: end; align-self: start; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; justify-content: flex-end; }
.tag { font-size: 13px; color: var(--muted); border: 1px solid var(--line); border-radius: 999px; padding: 0 8px; }
.state { font-size: 13px; font-weight: 500; white-space: nowrap; }
.state::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-right: 6px; border-radius: 50%; background: currentColor; }
.queued { color: var(--muted); } .queued::before { background: none; border: 2px solid currentColor; }
.delivered { color: var(--good); }
.bounced, .complained { color: var(--bad); }
.bounced::before, .complained::before { border-radius: 0; }
dl { display: grid; grid-template-columns: minmax(96px, max-content) minmax(0, 1fr); gap: 4px 24px; margin: 0; }
dt { color: var(--muted); } dd { margin: 0; }
iframe { display: block; width: 100%; height: clamp(420px, 70vh, 640px); border: 1px solid var(--line); border-radius: 10px; background: white; color-scheme: light; }
pre { margin: 0; padding: 16px; background: var(--sunken); border: 1px solid var(--line); border-radius: 10px; font: 13px/20px ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.links, .attachments { padding-left: 20px; margin: 0; } .links li, .attachments li { margin: 4px 0; }
.attachments pre { margin-top: 8px; }
.empty { padding: 48px 16px; text-align: center; color: var(--muted); background: var(--surface); border: 1px dashed var(--line); border-radius: 10px; }
main > :last-child { margin-bottom: 48px; }
main > h1 { margin-bottom: 4px; }
@media (max-width: 560px) {
  header, main { padding-left: 16px; padding-right: 16px; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: 8px; }
  .mails a { grid-template-columns: minmax(0, 1fr); } .when { text-align: left; } .facts { justify-self: start; justify-content: flex-start; }
}
`;
