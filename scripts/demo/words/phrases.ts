/** The words that fill the slots of texts. */
export const slots: Readonly<Record<string, readonly string[]>> = {
  book: [
    'Middlemarch',
    'The Summer Book',
    'Pedro Páramo',
    'Invisible Cities',
    'The Left Hand of Darkness',
    'Kokoro',
    'Things Fall Apart',
    'The Master and Margarita',
    'Momo',
    'The Radetzky March',
    'Season of Migration to the North',
    'Gitanjali',
  ],
  colour: ['green', 'copper', 'orange', 'violet', 'silver', 'golden', 'ink-blue', 'red', 'pearl-grey'],
  day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  dish: [
    'lentil soup',
    'pierogi',
    'shakshuka',
    'caldo verde',
    'ramen',
    'jollof rice',
    'plum cake',
    'flatbread',
    'dal',
    'spanakopita',
    'empanadas',
    'pancakes',
  ],
  instrument: ['cello', 'accordion', 'clarinet', 'banjo', 'oud', 'piano', 'viola', 'trombone', 'harp'],
  number: ['three', 'four', 'five', 'six', 'seven', 'nine', 'eleven', 'twelve', 'seventeen', 'twenty'],
  place: [
    'the old harbour',
    'the botanical garden',
    'the canal',
    'the market hall',
    'the north bridge',
    'the observatory',
    'the tram depot',
    'the river bend',
    'the lighthouse',
    'the station square',
    'the orchard',
    'the library steps',
  ],
  plant: ['basil', 'fig tree', 'rosemary', 'sunflower', 'lavender', 'cactus', 'bean', 'lemon tree', 'fern'],
  season: ['spring', 'summer', 'autumn', 'winter'],
  spice: ['cardamom', 'cinnamon', 'fennel', 'saffron', 'caraway', 'smoked paprika', 'star anise', 'orange peel'],
};

/** Cities for bios. */
export const cities: readonly string[] = [
  'Porto',
  'Kraków',
  'Lviv',
  'Bologna',
  'Valencia',
  'Turku',
  'Bergen',
  'Galway',
  'Leipzig',
  'Lyon',
  'Thessaloniki',
  'İzmir',
  'Rabat',
  'Accra',
  'Nairobi',
  'Pune',
  'Kyoto',
  'Hội An',
  'Oaxaca',
  'Valparaíso',
  'Montréal',
  'Leeds',
];

/** What people do, for bios. */
export const roles: readonly string[] = [
  'Nurse',
  'Bridge engineer',
  'Primary school teacher',
  'Sound technician',
  'Carpenter',
  'Librarian',
  'Marine biologist',
  'Tram driver',
  'Translator',
  'Potter',
  'Night-shift baker',
  'Cartographer',
  'Student of physics',
  'Paediatrician',
  'Gardener',
  'Archivist',
  'Beekeeper',
  'Software developer',
  'Retired, and busier than ever',
  'Photographer',
];

/** Ends of a post that calls a friend; `{friend}` stands for the mention. */
export const callsToFriends: readonly string[] = [
  '{friend}, you were right.',
  'Coming along, {friend}?',
  'Thanks, {friend}, for the tip.',
  'The rest of the story is with {friend}.',
  'This one is for {friend}.',
  '{friend}, next time you drive.',
  'Ask {friend} about it.',
];

/** Comments on a post, by a friend. */
export const comments: readonly string[] = [
  'This made my morning.',
  'I was there, and it was exactly like that!',
  'Take me with you next time?',
  'Ha! Same here.',
  'Lovely. More of this, please.',
  'I have so many questions.',
  'You should write a book about it.',
  'My grandmother says the same.',
  'Now I am hungry.',
  'Saving this for the weekend.',
  'How long did it take you?',
  'I do not believe a word, and I love it.',
  'Where exactly is that?',
  'Congratulations! 🎉',
  'Told you so 😄',
  'Can I borrow that idea?',
  'It rained here all day, so thank you for this.',
  'That is the best thing I have read today.',
  'Count me in for {day}.',
  'Bring {dish} and I am in.',
  'Have you tried it with {spice}?',
  'Reminds me of that evening at {place}.',
];

/** Answers to a comment, most by the author of the post. */
export const replies: readonly string[] = [
  'Thank you!',
  'Come by on {day}, I will show you.',
  'Longer than I want to admit.',
  'Anytime.',
  'It is just behind {place}.',
  'Deal.',
  'You always say that 😄',
  'I will send you the recipe.',
  'Only if you bring {dish}.',
  'Good question. I made it up as I went.',
  'Ask me again in {season}.',
  'That means a lot, really.',
];

/** What is said with a post that is quoted. */
export const quotes: readonly string[] = [
  'This. Exactly this.',
  'Required reading for {day}.',
  'Putting this here so that I find it again.',
  'I could not have said it better, and I tried.',
  'Somebody had to say it.',
  'The best argument for {season} so far.',
  'Half of my week is in this post.',
  'You all should know about this.',
];

/** What people call their circles. */
export const circleNames: readonly string[] = [
  'Close friends',
  'Neighbours',
  'Reading circle',
  'The band',
  'Sunday walkers',
  'Family',
];

/** What people write to a circle. */
export const forCircles: readonly string[] = [
  'Only for you: on {day} at mine, and bring {dish}.',
  'Do not tell the others yet, but I found us a room near {place}.',
  'Who has my copy of {book}? Nobody is in trouble.',
  'Surprise party on {day}. You have not read this here.',
  'I need {number} chairs and somebody who can play the {instrument}.',
];
