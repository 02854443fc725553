const remedies: Readonly<Record<string, string>> = {
  attempt_under_way: 'Another attempt holds this mail; it is looked at again when that one must be over.',
  look_up_not_due: 'It is not known whether the provider has this mail; it is looked up when that can be known.',
  not_found_yet:
    'It is not known whether the provider has this mail; it is looked up once more before it is sent again.',
  look_up_failed: 'The provider does not say whether it has this mail. See whether its API answers.',
  moved_on: 'Another attempt was faster; this one looks again.',
  booking_unavailable: 'Booking does not say what the mail says. See whether booking runs and is ready.',
  report_failed: 'The mail is settled and booking does not take the report. See whether booking runs and is ready.',
  rate_limited: 'The provider asks for a pause and is tried again when it wishes.',
  unreachable: 'The provider cannot be reached. See whether this service has a way out to it.',
  no_answer: 'The provider did not answer in time; it is looked up whether it has the mail.',
  unavailable: 'The database or the service itself failed. The log of notifications names it under this booking.',
};
const account =
  'The provider takes no mail from this account: see its server token, sender signature, message stream and approval. Mails go out by themselves once that is put right.';
const others = 'The provider did not take the mail; it is tried again.';

/** What somebody reads in the workflow UI of an attempt that will be repeated: what it waits for and what helps. */
export function remedyOf(code: string, isBarred: boolean): string {
  return `${isBarred ? account : (remedies[code] ?? others)} (${code})`;
}
