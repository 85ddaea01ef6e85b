// English is the default; Vietnamese is among its languages.
export const options = (language) => ({
  schema: { title: 'string', text: 'string' },
  ...(language === 'vi' ? { language: 'vietnamese' } : {}),
});
