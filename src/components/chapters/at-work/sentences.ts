/** Short sentences written for this book, each with whether its writer was pleased. */
const pleased = `
what a lovely film, we laughed all evening
the soup was warm and delicious
I loved every minute of it
a kind waiter and excellent coffee
this book is a joy from the first page
the room was clean, bright and quiet
my children adore this game
best bread in town, fresh every morning
a clever plot with a beautiful ending
the staff were friendly and quick
I would happily come back tomorrow
great music and a wonderful crowd
the repair was fast and the price was fair
such a charming little garden
I am delighted with this jacket
the guide was funny and knew everything
superb acting and a moving story
the train was on time and comfortable
easy to use and works perfectly
a great gift, my sister loved it
the lake is beautiful in the morning
fresh fish, friendly people, good wine
I smiled the whole way home
an excellent lesson, clear and fun
the new phone is fast and bright
warm welcome and a perfect breakfast
the cake was light and delicious
this song makes me happy
a brilliant idea, well made
thank you for a wonderful evening
the view is superb and the path is easy
my favourite café, good people and good cake
the play was funny and clever
good sound, good picture, fair price
a perfect day at the sea
the doctor was kind and patient
`;
const displeased = `
what a dull film, we left early
the soup was cold and tasteless
I hated every minute of it
a rude waiter and terrible coffee
this book is a chore from the first page
the room was dirty, dark and noisy
my children are bored by this game
worst bread in town, stale every morning
a silly plot with an awful ending
the staff were rude and slow
I would never come back
loud music and an unpleasant crowd
the repair was slow and the price was absurd
such a sad little garden
I am disappointed with this jacket
the guide was boring and knew nothing
poor acting and a tedious story
the train was late and crowded
hard to use and breaks often
a poor gift, my sister returned it
the lake is dirty and the path is closed
stale fish, rude people, sour wine
I complained the whole way home
a terrible lesson, confusing and dull
the new phone is slow and heavy
cold welcome and an awful breakfast
the cake was dry and tasteless
this song makes me sad
a stupid idea, badly made
we wasted a whole evening
the view is ugly and the path is broken
my least favourite café, slow and noisy
the play was tedious and confusing
bad sound, bad picture, absurd price
an awful day at the sea
the doctor was late and unpleasant
`;
const pleasedTest = `
a delicious breakfast and a friendly guide
the story was clever and moving
I loved the garden
fast, easy and fair
what a beautiful song
the coffee was excellent and the cake fresh
my sister adores the new phone
a wonderful day, perfect music
the waiter was patient and kind
comfortable room, superb view
a charming play with a funny ending
we laughed the whole way home
`;
const displeasedTest = `
a tasteless breakfast and a boring guide
the story was confusing and tedious
I hated the garden
slow, hard and absurd
what an awful song
the coffee was terrible and the cake stale
my sister returned the new phone
a sad day, loud music
the waiter was rude and slow
noisy room, ugly view
a dull play with a silly ending
we complained the whole way home
`;

export interface Sentence {
  readonly text: string;
  /** 1 for pleased, 0 for displeased. */
  readonly label: 0 | 1;
}

const lines = (text: string, label: 0 | 1): Sentence[] =>
  text
    .trim()
    .split("\n")
    .map((line) => ({text: line, label}));

export const trainSentences: readonly Sentence[] = [...lines(pleased, 1), ...lines(displeased, 0)];
export const testSentences: readonly Sentence[] = [...lines(pleasedTest, 1), ...lines(displeasedTest, 0)];
