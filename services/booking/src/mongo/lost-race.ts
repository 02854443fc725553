/** Somebody else changed the facts between reading and writing; the command is judged again on the new ones. */
export class LostRace extends Error {}
