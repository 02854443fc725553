/** What stands between two things side by side, such as a date and a time; by the BCP 47 tag of a language. */
export function commaOf(tag: string): string {
  return tag.startsWith('ar') ? '، ' : ', ';
}
