/** What shoppers ask most; the words are `topics.…` and what a tap says `topicSays.…`. */
export const TOPICS = ['deliver', 'spoiled', 'refund', 'invoice', 'person'] as const
export type Topic = (typeof TOPICS)[number]
