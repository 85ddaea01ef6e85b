// The library knows English; for other languages its manual sends to lunr-languages.
import lunr from 'lunr';
import support from 'lunr-languages/lunr.stemmer.support.js';
import vietnamese from 'lunr-languages/lunr.vi.js';

support(lunr);
vietnamese(lunr);
