/** Pictures of the categories, drawn on 24 by 24 with one line. */
export const ICONS = {
  cover: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 6.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM9 12h6M12 9v6',
  lamp: 'M7 21V6a3 3 0 0 1 3-3h4l4 4h-7zM5 21h4M13 10v2M16 10l1 2',
  camera: 'M4 8l13-4 2 5-13 4zM6 13v7M3 20h6M17 9l3 4',
  gas: 'M12 3c1 4 5 6 5 11a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 1-3 0-6 1-10z',
  flame: 'M12 3c1 4 5 6 5 11a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 1-3 0-6 1-10zM4 21h16',
  bolt: 'M13 3 5 14h6l-1 7 8-11h-6z',
  danger: 'M12 4 2.500 20h19zM12 10v5M12 17.500v.500',
  bin: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.500 11v6M13.500 11v6',
  board: 'M4 5h16v10H4zM8 15v6M16 15v6M7 8.500h10M7 11.500h6',
  crane: 'M6 21V4M4 21h5M3 7h17M6 4l13 3M17 7v5M15 12h4v4h-4z',
  sound: 'M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11',
  dog: 'M4 10l3-5 3 3h6l4 3-2 3h-3v7h-2v-5H9v5H7v-7z',
  tree: 'M12 3l6 8h-3l4 6H5l4-6H6zM12 17v4',
  bike: 'M6 12a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM18 12a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM6 16l4-8h5l3 8M10 8H8M13 16l2-8',
  stall: 'M3 10l2-6h14l2 6zM5 10v11M19 10v11M5 15h14M3 10a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0',
  drop: 'M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z',
  road: 'M8 3 3 21M16 3l5 18M12 4v3M12 10v4M12 17v4',
  people:
    'M8 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM16 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 20c0-4 2-7 5-7s5 3 5 7M14 13c4-1 7 2 7 7',
  talk: 'M4 5h16v11h-9l-5 4v-4H4zM8 9h8M8 12h5',
  pin: 'M12 3a6 6 0 0 0-6 6c0 5 6 12 6 12s6-7 6-12a6 6 0 0 0-6-6zM12 7a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  ear: 'M9 4h6v9a3 3 0 0 1-6 0zM6 11v2a6 6 0 0 0 12 0v-2M12 19v3',
  report: 'M4 8h4l2-3h4l2 3h4v11H4zM12 10.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  mine: 'M6 3h12v18H6zM9 8h6M9 12h6M9 16h4',
  tasks: 'M4 6l2 2 3-4M4 14l2 2 3-4M12 7h8M12 15h8',
  parts: 'M14 6a4 4 0 0 1 5-3l-3 3 2 2 3-3a4 4 0 0 1-5 5L7 19a2 2 0 0 1-3-3z',
  queue: 'M12 20V8M7 12l5-5 5 5M5 4h14',
} as const;

export type IconName = keyof typeof ICONS;
