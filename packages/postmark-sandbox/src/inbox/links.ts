import type { EmailRequest } from '../mail/email-request.ts';

const namedEntities: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', apos: "'" };

/** The web and mail links of both parts, each once, in the order they appear. Other schemes are left out. */
export function linksOf({ HtmlBody, TextBody }: EmailRequest): string[] {
  const hrefs = [...(HtmlBody ?? '').matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((match) =>
    decodeEntities(match[1] ?? match[2] ?? '').trim(),
  );
  const plain = [...(TextBody ?? '').matchAll(/https?:\/\/[^\s<>"]+/gi)].map(([link]) =>
    link.replace(/[.,;:!?)]+$/, ''),
  );
  return [...new Set([...hrefs, ...plain])].filter((link) => /^(?:https?:\/\/|mailto:)/i.test(link));
}

function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    if (hex || decimal) return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    return namedEntities[String(name).toLowerCase()] ?? whole;
  });
}
