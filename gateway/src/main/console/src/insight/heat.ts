/** Colours of a heat table: seven steps from pale to deep, each with writing that can be read on it. */

export interface Paint {
  background: string;
  color: string;
}

const STEPS: Paint[] = [
  { background: '#f1f6fe', color: '#16202e' },
  { background: '#d6e5fb', color: '#16202e' },
  { background: '#b3cff6', color: '#16202e' },
  { background: '#86b1ee', color: '#16202e' },
  { background: '#2f6fd0', color: '#ffffff' },
  { background: '#0b57c4', color: '#ffffff' },
  { background: '#083b86', color: '#ffffff' },
];

/** For none, which is not the same as 0: hatched by the page, never coloured. */
export const NONE: Paint = { background: 'transparent', color: '#4a5766' };

/** What the deepest colour stands for: 1 of a rate, the largest there is of a count. */
export const scaleOf = (values: (number | undefined)[], rate: boolean): number =>
  rate ? 1 : Math.max(0, ...values.flatMap((value) => value ?? []));

/** The paint of a value from 0 to the scale's end; a share may pass 1. */
export function paint(value: number | undefined, scale: number): Paint {
  if (value === undefined) return NONE;
  if (scale <= 0) return STEPS[0]!;
  const step = Math.min(STEPS.length - 1, Math.floor((Math.max(0, value) / scale) * STEPS.length));
  return STEPS[step]!;
}

/** Relative luminance contrast of two colours as WCAG has it. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
