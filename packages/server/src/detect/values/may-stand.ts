/** Which forms can stand in a text at all: each holds one of some characters, which is seen far sooner than the form. */
export function mayStandIn(text: string): (form: { readonly holds: string }) => boolean {
  return ({ holds }) => {
    for (const char of holds) if (text.includes(char)) return true;
    return false;
  };
}
