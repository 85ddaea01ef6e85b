// The default language is English; Vietnamese is not among those that it knows.
export const SCHEMA = { title: 'string', text: 'string' };
export const stored = ({ title, text }, lead) => ({ title, text, lead });
