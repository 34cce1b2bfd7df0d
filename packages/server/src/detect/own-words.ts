/**
 * Blanks out what the speaker only repeats: a quoted message before a reply, quoted lines of a mail and everything
 * below the head of a forwarded one. The length stays, so that offsets do too.
 */
export function ownWords(text: string): string {
  if (!/[「>-]|发件人|Original|原始邮件|[Ff]rom:/u.test(text)) return text;
  let own = text;
  for (const pattern of quoted) own = own.replace(pattern, (whole) => whole.replaceAll(/[^\n]/gu, ' '));
  return own;
}

const quoted: readonly RegExp[] = [
  /^「[^」]{0,4000}」\s*\n?\s*(?:- ?){5,}/u,
  /^[ \t]*>.*$/gmu,
  /^\s*-{2,}\s*(?:Original Message|原始邮件|转发的?邮件|Forwarded message|回复的?邮件)[\s\S]*/imu,
  /^\s*(?:发件人|From)\s*[:\uff1a][\s\S]*/mu,
];
