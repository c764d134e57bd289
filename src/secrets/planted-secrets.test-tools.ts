/** Values that nobody but their recipients may see, and everything that was looked through for them. */
export interface PlantedSecrets {
  /** Every secret in every form in which somebody could repeat it: as a site or a proxy says what it was sent. */
  readonly echo: string;
  /** Those that stand in this text in whichever form, by name. */
  foundIn(text: string): string[];
}

export function plantSecrets(secrets: Readonly<Record<string, string>>): PlantedSecrets {
  const forms = Object.entries(secrets).map(([name, value]) => ({ name, forms: formsOf(value) }));
  return {
    echo: forms.flatMap((secret) => secret.forms).join(" "),
    foundIn: (text) =>
      forms.filter((secret) => secret.forms.some((form) => text.includes(form))).map(({ name }) => name),
  };
}

function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  return [...new Set([value, encodeURIComponent(value), json, btoa(value), btoa(`me:${value}`)])];
}
