/** The states of a case (domain.md), in the order a case passes them. */
export const OPEN = [
  'REPORTED',
  'VERIFYING',
  'COMMUNITY_HANDLING',
  'STREET_PENDING',
  'STREET_HANDLING',
  'TICKETED',
  'DISPATCHED',
  'RETURN_REVIEW',
  'HANDLING',
  'SUSPENDED',
  'RULING',
  'CHECKING',
  'CONFIRMING',
];

export const ENDED = ['CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED'];
