const seats = { $ifNull: ['$seats', []] };

/**
 * The update of a reservation whose meeting is over: its time is free. Where it took place and its people have caps, its
 * seats stay taken until nobody can book that day any more, which is when it no longer matters; without seats nothing is
 * left to exclude. A pipeline, since what is left depends on the row itself.
 */
export function overUpdate(tookPlace: boolean | '$tookPlace') {
  const staysSeated = { $and: [{ $eq: [tookPlace, true] }, { $gt: [{ $size: seats }, 0] }] };
  return [
    {
      $set: {
        active: staysSeated,
        kind: { $cond: [staysSeated, 'seat', '$kind'] },
        cells: { $cond: [staysSeated, seats, '$cells'] },
        ...(tookPlace === true ? { tookPlace } : {}),
        version: { $add: ['$version', 1] },
      },
    },
  ];
}
