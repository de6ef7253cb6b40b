/** How every picture looks; ECharts itself comes when one is drawn. */
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

export type Option = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>;

export const COLOURS = ['#0b57c4', '#b3540c', '#0f7a4f', '#7a3ea8'];

/** What every picture has: type large enough, lines that can be seen, tips drawn on the canvas (the CSP allows no markup). */
export const BASE = {
  color: COLOURS,
  animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  animationDuration: 300,
  textStyle: { fontFamily: 'inherit', fontSize: 13, color: '#16202e' },
  tooltip: { renderMode: 'richText', confine: true, backgroundColor: '#fff', borderColor: '#76828f' },
} as const satisfies Option;

export const AXIS = {
  axisLabel: { color: '#4a5766', fontSize: 12 },
  axisLine: { lineStyle: { color: '#76828f' } },
  splitLine: { lineStyle: { color: '#e3e8ee' } },
} as const;
