/** The parts of ECharts that the pictures need, and nothing else. */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ComposeOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

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

export type Chart = EChartsType;

export const start = (element: HTMLElement): Chart => init(element);
