/** Decisions that the domain lets somebody take back, and with which other decision. */
const INVERSE: Record<string, string> = {
  'request-verification': 'cancel-verification',
  dispatch: 'recall',
  designate: 'recall',
  'add-assisting': 'recall',
  'review-suspension': 'resume',
};

/** The action that takes one back, if it is possible now. */
export function inverseOf(action: string, allowedNow: string[]): string | undefined {
  const inverse = INVERSE[action];
  return inverse && allowedNow.includes(inverse) ? inverse : undefined;
}
