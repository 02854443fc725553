import { z } from 'zod';

const longestSlug = 60;

/** A name as it stands in an address: small letters, digits, single hyphens between them. */
export const slugSchema = z
  .string()
  .max(longestSlug)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** `Café Zürich & Co.` → `cafe-zurich-co`; the fallback where a name has no letter that an address can hold. */
export function slugOf(name: string, fallback: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replaceAll(/^-|-$/g, '');
  return slug === '' ? fallback : slug;
}

const mostAlike = 99;

/** The slug and further ones to try in turn while one is taken: `massage`, `massage-2`, `massage-3` … */
export function slugsLike(slug: string): string[] {
  const further = Array.from({ length: mostAlike - 1 }, (_, n) => {
    const end = `-${n + 2}`;
    return `${slug.slice(0, longestSlug - end.length).replace(/-$/, '')}${end}`;
  });
  return [slug, ...further];
}
