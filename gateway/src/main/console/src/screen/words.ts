import { registerWords, type Same } from '@/core/words';

export const zhCN = {
  title: '{county}网格事件指挥调度',
  full: '全屏',
  leave: '退出全屏',
  back: '返回工作台',
  month: '本月',
  figures: '关键指标',
  open: '在办案件',
  late: '超期在办',
  emergencies: '应急在办',
  times: '各环节用时（中位数）',
  noTimes: '本月还没有办完的环节',
  loads: '责任单位在办',
  noLoads: '没有在办任务',
  loadOf: '{open} 件，超期 {late}',
  ticker: '实时动态',
  noTicker: '等待新的动态…',
  map: '县域在办案件',
  capped: '地图显示最近 {n} 件',
  atLeast: '{n}+',
} as const;

export const en: Same<typeof zhCN> = {
  title: '{county} grid incident dispatch',
  full: 'Full screen',
  leave: 'Leave full screen',
  back: 'Back to the desk',
  month: 'This month',
  figures: 'Key figures',
  open: 'Open cases',
  late: 'Overdue',
  emergencies: 'Emergencies',
  times: 'Time per stage (median)',
  noTimes: 'No stage was finished this month',
  loads: 'Open by unit',
  noLoads: 'No open parts',
  loadOf: '{open} open, {late} late',
  ticker: 'Live',
  noTicker: 'Waiting for news…',
  map: 'Open cases of the county',
  capped: 'the map shows the newest {n}',
  atLeast: '{n}+',
};

registerWords('screen', zhCN, en);
