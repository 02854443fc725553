import type mongoose from 'mongoose';

type Collection<Row extends object> = mongoose.mongo.Collection<Row>;

const filtered = new Set([
  'find',
  'findOne',
  'countDocuments',
  'updateOne',
  'updateMany',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'findOneAndDelete',
  'findOneAndReplace',
  'replaceOne',
]);
/** They would see the rows of all companies: their filter is not the first argument, or they have none. */
const unfiltered = new Set(['aggregate', 'distinct', 'estimatedDocumentCount']);

/**
 * A collection of a shared database as if it held nothing of other companies than these; what belongs to no company is
 * there for all.
 */
export function ownRows<Row extends object>(all: Collection<Row>, companies: readonly string[]): Collection<Row> {
  const own = () =>
    all.collectionName === 'tenants'
      ? { _id: { $in: companies } }
      : { $or: [{ tenantId: { $in: companies } }, { tenantId: { $exists: false } }] };
  return new Proxy(all, {
    get(target, name) {
      const present: unknown = Reflect.get(target, name);
      if (typeof present !== 'function') return present;
      if (unfiltered.has(String(name))) throw new Error(`${String(name)} is not narrowed to the companies of a test`);
      if (!filtered.has(String(name))) return present.bind(target);
      return (filter: object = {}, ...rest: unknown[]) => present.call(target, { $and: [filter, own()] }, ...rest);
    },
  });
}
