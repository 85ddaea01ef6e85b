// What the libraries store beside their index for the result list: the beginning of the text, as long as a passage of ours.
export const LEAD = 280;
export const lead = (article) => article.text.slice(0, LEAD).replace(/\s+/g, ' ');
