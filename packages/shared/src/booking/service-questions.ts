/** How many questions a service may ask, how many answers it may offer to one, and the characters of each text. */
export const questionLimits = { questions: 5, options: 10, label: 200, option: 120, answer: 1_000 } as const;

/** What somebody answered, with the question in the words of then. */
export interface Answer {
  question: string;
  answer: string;
}
