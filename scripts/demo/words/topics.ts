/** What somebody writes about. `{slot}` in a text stands for one of the words of that slot. */
export interface Topic {
  /** The hashtag, without `#`. */
  readonly tag: string;
  /** Continues "I …" in a bio. */
  readonly does: string;
  readonly posts: readonly string[];
}

/** The subjects of the demo network. */
export const topics: readonly Topic[] = [
  {
    tag: 'baking',
    does: 'bake more bread than I can eat',
    posts: [
      'The sourdough finally has an ear. Only took {number} tries and one very flat Tuesday.',
      'Put {spice} in the dough today. The kitchen smells like {season} and I regret nothing.',
      'Whoever says that {dish} cannot be breakfast has not been up since five with a starter.',
      'A neighbour rang because of the smell. We now share the oven on {day}s.',
      'Note to self: the timer in the other room is not a timer.',
    ],
  },
  {
    tag: 'cycling',
    does: 'ride my bicycle in any weather',
    posts: [
      'New record to work: {number} minutes, two dogs, no red light.',
      'The lane along {place} is open again. Smooth as a table.',
      'Fixed the squeak. It was the saddle. It is always the saddle.',
      'Rain from the left, rain from the right, and a {colour} sky at the end. Worth it.',
      'Found a bell that sounds polite. Pedestrians smile now.',
    ],
  },
  {
    tag: 'books',
    does: 'always carry a paperback',
    posts: [
      'Finished {book} on the train and missed my stop for the last chapter.',
      'Second-hand find of the week: {book}, with a pressed leaf at page {number}.',
      'Our reading circle voted. Next month it is {book}; bring {dish}.',
      'Reading in the park until the light goes. {season} has its advantages.',
      'I keep lending out {book} and never get it back. I take that as praise.',
    ],
  },
  {
    tag: 'garden',
    does: 'talk to my tomatoes',
    posts: [
      'The {plant} survived the frost. So did my optimism.',
      'Counted {number} bees on the {plant} before breakfast.',
      'Swapping {plant} seedlings for almost anything. Ask me.',
      'The compost is warm, the birds are loud, it must be {season}.',
      'A hedgehog has moved in behind the shed. We have agreed on terms.',
    ],
  },
  {
    tag: 'music',
    does: 'practise the {instrument} with the window open',
    posts: [
      'Practised the {instrument} before supper. Somebody across the yard joined in.',
      'Small concert in {place} on {day}. Bring a chair and a friend.',
      'Cannot stop humming the thing the {instrument} does just before the end.',
      'First rehearsal of the choir after the break: {number} voices, one key, nearly.',
      'Old records and {season} rain. I am not coming out today.',
    ],
  },
  {
    tag: 'walking',
    does: 'know every bench in town',
    posts: [
      '{number} kilometres along {place} and only one blister.',
      'There is a bench behind {place} from which you can see both bridges. You did not hear it from me.',
      'Morning mist over the river, everything {colour} for about four minutes.',
      'Took the long way home. It is called that for a reason, and the reason is good.',
      'Met {number} dogs today and remember all of their names.',
    ],
  },
  {
    tag: 'coffee',
    does: 'judge cafés by their cups',
    posts: [
      'The café by {place} now roasts its own. Tastes of {spice} and good decisions.',
      'Third cup. The to-do list looks friendlier already.',
      'They spelled my name right. I may have to go there every {day}.',
      'Learned to pour a leaf. It looks like a {plant}, but a brave one.',
      'Quiet corner, warm cup, {book}. Do not tell anyone where I am.',
    ],
  },
  {
    tag: 'code',
    does: 'write software in small steps',
    posts: [
      'Deleted {number} hundred lines and everything still works. Best day of the {season}.',
      'The bug was a time zone. I would like that hour of my life back, in any time zone.',
      'Pairing with somebody patient is worth more than a second screen.',
      'Wrote the test first. It failed for the right reason, and I felt very grown-up.',
      'Explained the whole design to the {plant} on my desk. It found the flaw.',
    ],
  },
  {
    tag: 'astronomy',
    does: 'stay up for meteor showers',
    posts: [
      'Saw {number} meteors before the clouds came. Made the same wish each time.',
      'Saturn is up after ten. Even the small telescope shows the rings.',
      'Took the telescope to {place}; children queued, parents too.',
      'The moon is {colour} tonight. Go and look, I will wait.',
      'Clear sky on {day}. Blankets, tea, no phones until midnight.',
    ],
  },
  {
    tag: 'cooking',
    does: 'cook for whoever is there',
    posts: [
      'Grandmother’s {dish}, from memory. Hers was better, mine had more {spice}.',
      'Soup for {number} people, and nobody asked what was in it. Success.',
      'The market had the first good tomatoes of {season}. Dinner decided itself.',
      'Open table on {day}: there will be {dish}, there may be dancing.',
      'Burnt the rice, ordered in, laughed a lot. Would do it again.',
    ],
  },
  {
    tag: 'film',
    does: 'sit through the credits',
    posts: [
      'Open-air cinema in {place} tonight. Bring a blanket, it gets cold at the sad part.',
      'Watched it a second time. The {colour} coat explains everything.',
      'The projectionist let us see the booth. {number} reels, all labelled by hand.',
      'A silent film with a live {instrument}. Nobody breathed for an hour.',
      'Unpopular opinion: the book was fine, the film was better, the popcorn was best.',
    ],
  },
  {
    tag: 'football',
    does: 'play in goal on Sundays',
    posts: [
      'Lost {number} to one, and the one was a beauty.',
      'We are two people short on {day}, {place}, six o’clock. Skill optional.',
      'The new shirts are {colour}. At least they can see us now.',
      'Our goalkeeper is eleven years old and the best we ever had.',
      'Half of the team is over fifty. Nobody told the other half to slow down.',
    ],
  },
  {
    tag: 'trains',
    does: 'prefer the window seat',
    posts: [
      'Night train, top bunk, {book}. Wake me at the sea.',
      'Delayed by {number} minutes, and the whole carriage shared {dish}. I did not mind.',
      'The branch line past {place} is the prettiest hour you can buy for the price of lunch.',
      'A conductor with a story for every station. We clapped at the last one.',
      'Snow outside, tea inside, nowhere to be before {day}.',
    ],
  },
  {
    tag: 'craft',
    does: 'repair what others throw away',
    posts: [
      'Finished the {colour} jumper. One sleeve is longer; so is one of my arms, probably.',
      'Repair café on {day} at {place}: {number} toasters in, most of them out again.',
      'Turned an old door into a table. It still creaks when you knock.',
      'Taught my nephew to darn. He has done all our socks, also the good ones.',
      'The kiln was kind this time: two bowls, one mug, no tears.',
    ],
  },
];
