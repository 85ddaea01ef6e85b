// What is known of the five articles of `seeds/`.

import { EN } from './names.mjs';

export const ANH = {
  file: '000_59cc7df1d31f697e.txt',
  title: 'Việt Nam seeks UNESCO partners for its cultural industries in the digital era',
};

/** The one whose date is uncertain, which counts as none wherever articles are put in order or chosen. */
export const MINISTER = {
  file: '001_53c24d708ccf69f0.txt',
  title: 'Cultural diplomacy an important part of Vietnamese diplomacy: FM',
  caption: 'Minister of Foreign Affairs Bui Thanh Son chairs the conference on July 9 (Photo: VNA)',
};

/** The one without a date. */
export const CULTURE = {
  file: '002_2c2623fc24c3cf80.txt',
  title: 'From exchange to strategy: Việt Nam puts culture at the centre of global integration',
  headings: [
    'Proactive international cultural integration',
    'Shaping Vietnam’s global cultural identity',
    'A cultural current in global integration',
  ],
};

export const GILL = {
  file: '003_4b26f6b0d505bdd5.txt',
  title: 'UN technology envoy sees Việt Nam as a linchpin of global AI cooperation',
};

export const SUMMIT = {
  file: '004_5059153fb0ea5b21.txt',
  title: "Deputy minister takes Việt Nam's AI commitment to the Paris summit",
};

/** Newest first. */
export const ALL = [ANH.title, SUMMIT.title, GILL.title, MINISTER.title, CULTURE.title];

export const TAGS = {
  suggested: {
    group: EN.groups.organisation,
    tag: 'UNESCO',
    titles: [ANH.title, CULTURE.title],
    of: CULTURE.title,
    term: 'UNESCO',
    sentence: "In 2005, Vietnam joined UNESCO's Convention on the Protection and Promotion of the Diversity",
  },
  stated: {
    tag: 'Cultural diplomacy',
    of: MINISTER.title,
    titles: [MINISTER.title, CULTURE.title],
  },
};
