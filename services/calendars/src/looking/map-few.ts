/** What is made of each, in their order, a few of them at once. */
export async function mapFew<Item, Made>(
  items: readonly Item[],
  most: number,
  make: (item: Item) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  const rest = items.entries();
  const work = async () => {
    for (const [n, item] of rest) made[n] = await make(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, work));
  return made;
}
